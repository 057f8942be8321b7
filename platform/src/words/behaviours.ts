import type { Severity, Words } from "../model/index.ts";

/** What a behaviour says, and how grave it is unless it says otherwise. */
export interface BehaviourWords {
  readonly detector: string;
  readonly severity: Severity;
  readonly title: Words;
  readonly description: Words;
  readonly first: Words;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  /** GuardDuty's finding types it stands for. */
  readonly covers: readonly string[];
}

type Row = Omit<BehaviourWords, "detector">;

/** Unusual calls, by what they would be good for. */
function anomalous(tactic: string, en: string, ja: string, technique: string, covers: readonly string[]): Row {
  return {
    severity: "medium",
    title: { en: `Unusual calls: ${en}`, ja: `ふだんと異なる API 呼び出し: ${ja}` },
    description: {
      en: "Several things about these calls were never or hardly ever seen of this caller: what is called, from where, with what. New work, a new tool or a new office look the same.",
      ja: "呼び出した API、接続元、使用したツールのうち複数が、この呼び出し元ではほとんど観測されていません。新しい業務、ツール、拠点でも同じように見えることがあります。",
    },
    first: {
      en: "Ask whoever owns the principal whether they did it; if not, end its sessions and deactivate its keys.",
      ja: "プリンシパルの所有者に心当たりを確認し、なければセッションを失効させ、アクセスキーを無効化してください。",
    },
    tactics: [tactic],
    techniques: ["T1078.004", ...(technique === "" ? [] : [technique])],
    covers,
  };
}

const rows = {
  "anomalous-initial-access": anomalous("initial-access", "signing in", "サインイン", "", ["InitialAccess:IAMUser/AnomalousBehavior"]),
  "anomalous-execution": anomalous("execution", "running something", "処理の実行", "T1648", []),
  "anomalous-persistence": anomalous("persistence", "a way to come back", "永続化につながる操作", "T1098", [
    "Persistence:IAMUser/AnomalousBehavior",
  ]),
  "anomalous-privilege-escalation": anomalous("privilege-escalation", "more rights", "権限の拡大", "T1098.003", [
    "PrivilegeEscalation:IAMUser/AnomalousBehavior",
  ]),
  "anomalous-defense-evasion": anomalous("defense-evasion", "less to be seen", "監視や防御の弱体化", "T1562.008", [
    "DefenseEvasion:IAMUser/AnomalousBehavior",
  ]),
  "anomalous-credential-access": anomalous("credential-access", "secrets and credentials", "シークレットや認証情報の取得", "T1555.006", [
    "CredentialAccess:IAMUser/AnomalousBehavior",
  ]),
  "anomalous-discovery": anomalous("discovery", "looking around", "環境の調査", "T1580", [
    "Discovery:IAMUser/AnomalousBehavior",
    "Discovery:S3/AnomalousBehavior",
  ]),
  "anomalous-lateral-movement": anomalous("lateral-movement", "moving on", "別の権限への移動", "T1550.001", []),
  "anomalous-collection": anomalous("collection", "reading data", "データの読み取り", "T1530", ["Exfiltration:S3/AnomalousBehavior"]),
  "anomalous-exfiltration": anomalous("exfiltration", "data made ready to leave", "データの持ち出し", "T1537", [
    "Exfiltration:IAMUser/AnomalousBehavior",
    "Impact:S3/AnomalousBehavior.Permission",
  ]),
  "anomalous-impact": anomalous("impact", "destroying or stopping", "破壊や停止", "T1485", [
    "Impact:IAMUser/AnomalousBehavior",
    "Impact:S3/AnomalousBehavior.Delete",
  ]),
  "function-credential-elsewhere": {
    severity: "high",
    title: { en: "Credentials of a function were used outside of it", ja: "関数の認証情報が関数の外部で使用された" },
    description: {
      en: "The credentials of a function's role came from a network and a program that are not Lambda's. Code that sets a user agent of its own looks alike only from Lambda's networks.",
      ja: "関数ロールの認証情報が、Lambda とは異なるネットワークとプログラムから使用されました。独自のユーザーエージェントを使う関数でも、通常は Lambda のネットワークから呼び出されます。",
    },
    first: {
      en: "End the role's sessions, then look in the function's code and dependencies for how they got out.",
      ja: "ロールのセッションを失効させ、関数のコードと依存関係から流出経路を調べてください。",
    },
    tactics: ["credential-access", "initial-access"],
    techniques: ["T1552.005", "T1078.004"],
    covers: ["UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS"],
  },
  "instance-credential-elsewhere": {
    severity: "high",
    title: { en: "Credentials of an instance were used outside of it", ja: "インスタンスの認証情報が外部で使用された" },
    description: {
      en: "The credentials an EC2 instance got were used from another network than the one they were first used from. A changed NAT gateway or a VPN looks alike.",
      ja: "EC2 インスタンスの認証情報が、最初の利用とは別のネットワークから使用されました。NAT ゲートウェイの変更や VPN でも同じように見えることがあります。",
    },
    first: {
      en: "End the role's sessions, isolate the instance and require metadata version two.",
      ja: "ロールのセッションを失効させ、インスタンスを隔離し、メタデータ v2 を必須にしてください。",
    },
    tactics: ["credential-access", "initial-access"],
    techniques: ["T1552.005", "T1078.004"],
    covers: ["UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS"],
  },
  "credential-in-foreign-endpoint": {
    severity: "high",
    title: { en: "Credentials came through another account's endpoint", ja: "別アカウントの VPC エンドポイント経由での認証情報の使用" },
    description: {
      en: "Credentials of an instance or a function of this account were used in a VPC of another account. Shared VPCs look alike.",
      ja: "このアカウントのインスタンスまたは関数の認証情報が、別アカウントの VPC から使用されました。共有 VPC でも同じように見えることがあります。",
    },
    first: {
      en: "Find out whose account it is; if nobody knows, end the role's sessions.",
      ja: "VPC エンドポイントの所有アカウントを確認し、不明であればロールのセッションを失効させてください。",
    },
    tactics: ["credential-access", "lateral-movement"],
    techniques: ["T1552.005", "T1550.001"],
    covers: ["UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS"],
  },
  "session-in-two-places": {
    severity: "medium",
    title: { en: "A session was used in two places at once", ja: "同一セッションの複数拠点での同時使用" },
    description: {
      en: "Temporary credentials were used from two networks with two programs within half an hour. A person who switches on a VPN uses the same program.",
      ja: "一時的な認証情報が、30 分以内に 2 つのネットワークと 2 つのプログラムから使用されました。VPN の切り替えだけであれば、プログラムは変わりません。",
    },
    first: {
      en: "Ask the person; if it was not them, end the session and look how the credentials were taken.",
      ja: "利用者に確認し、心当たりがなければセッションを失効させ、認証情報の流出経路を調べてください。",
    },
    tactics: ["credential-access", "initial-access"],
    techniques: ["T1550.001", "T1078.004"],
    covers: [],
  },
  "impossible-travel": {
    severity: "medium",
    title: { en: "A person was in two places faster than one can travel", ja: "移動できない速さでの離れた 2 地点からの利用" },
    description: {
      en: "The same person called from places too far from each other for the time between. A VPN looks alike; name it among the gateways.",
      ja: "同じ利用者が、経過時間では移動できない離れた場所から呼び出しました。VPN の場合は、ゲートウェイとして設定に登録してください。",
    },
    first: {
      en: "Ask the person; if one place is not theirs, end the sessions and reset the credentials.",
      ja: "利用者に確認し、心当たりのない場所であれば、セッションを失効させ、認証情報を再設定してください。",
    },
    tactics: ["initial-access"],
    techniques: ["T1078.004"],
    covers: ["UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B"],
  },
  "two-networks-at-once": {
    severity: "low",
    title: { en: "A person used two networks and two programs within minutes", ja: "短時間での 2 つのネットワークとプログラムの併用" },
    description: {
      en: "Calls of one person came from two networks with two programs within ten minutes. Without places of addresses no more can be said.",
      ja: "同じ利用者の呼び出しが、10 分以内に 2 つのネットワークと 2 つのプログラムから行われました。位置情報のデータがないため、これ以上は判断できません。",
    },
    first: { en: "Look whether both networks are the person's.", ja: "両方のネットワークが本人のものか確認してください。" },
    tactics: ["initial-access"],
    techniques: ["T1078.004"],
    covers: [],
  },
  "refused-burst": {
    severity: "medium",
    title: { en: "Many different calls were refused within minutes", ja: "短時間に多種類の API 呼び出しが拒否された" },
    description: {
      en: "Somebody tries out what a credential may do. A new program with too few rights looks alike, but asks for a few things only.",
      ja: "認証情報で何ができるかを試している可能性があります。権限の足りない新しいプログラムでも拒否されますが、対象は少数に限られます。",
    },
    first: {
      en: "Find out who holds the credential; look what was not refused.",
      ja: "認証情報の利用者を確認し、拒否されなかった呼び出しを調べてください。",
    },
    tactics: ["discovery"],
    techniques: ["T1580", "T1087.004"],
    covers: ["Discovery:IAMUser/AnomalousBehavior"],
  },
  "enumeration-burst": {
    severity: "medium",
    title: { en: "Many services were looked through within minutes", ja: "短時間に多数のサービスが列挙された" },
    description: {
      en: "A caller listed and described far more kinds of things than it uses to. Inventory and audit tools do so when they are new.",
      ja: "ふだんよりはるかに多くの種類のリソースが一覧・参照されました。導入したばかりの棚卸しツールや監査ツールでも同じように見えることがあります。",
    },
    first: {
      en: "Ask what tool it was; if nobody knows, end the sessions.",
      ja: "使用したツールを確認し、不明であればセッションを失効させてください。",
    },
    tactics: ["discovery"],
    techniques: ["T1580", "T1526"],
    covers: ["Discovery:IAMUser/AnomalousBehavior"],
  },
  "read-volume": {
    severity: "medium",
    title: { en: "Far more was read from a bucket than usual", ja: "バケットからの通常を大きく超える読み取り" },
    description: {
      en: "In one hour a caller read many times what it read in any hour before. A restore or a first export looks alike.",
      ja: "1 時間の読み取り量が、これまでの最大値を大きく上回りました。復元や初回のエクスポートでも同じように見えることがあります。",
    },
    first: {
      en: "Ask for the reason; if there is none, cut the access and look which keys were read.",
      ja: "理由を確認し、不明であればアクセスを遮断して、読み取られたオブジェクトを調べてください。",
    },
    tactics: ["collection", "exfiltration"],
    techniques: ["T1530"],
    covers: ["Exfiltration:S3/AnomalousBehavior"],
  },
  "port-scan": {
    severity: "medium",
    title: { en: "A machine looks for open ports", ja: "内部のマシンによるポートスキャン" },
    description: {
      en: "A machine of the network tried many ports, and most did not answer. Scanners of one's own do so on purpose.",
      ja: "ネットワーク内のマシンが多数のポートへの接続を試み、大半が失敗しました。自社のスキャナーであれば意図した動作です。",
    },
    first: { en: "Isolate the machine unless it is a scanner of yours.", ja: "自社のスキャナーでなければ、マシンを隔離してください。" },
    tactics: ["discovery"],
    techniques: ["T1046"],
    covers: ["Recon:EC2/Portscan"],
  },
  "host-scan": {
    severity: "medium",
    title: { en: "A machine looks for other machines", ja: "内部のマシンによるホストの探索" },
    description: {
      en: "A machine of the network tried the same port on many hosts, and most did not answer.",
      ja: "ネットワーク内のマシンが多数のホストの同じポートへの接続を試み、大半が失敗しました。",
    },
    first: { en: "Isolate the machine unless it is a scanner of yours.", ja: "自社のスキャナーでなければ、マシンを隔離してください。" },
    tactics: ["discovery", "lateral-movement"],
    techniques: ["T1046", "T1018"],
    covers: ["Impact:EC2/PortSweep"],
  },
  "login-guessing": {
    severity: "medium",
    title: { en: "A login was tried over and over", ja: "ログインの繰り返し試行" },
    description: {
      en: "Many short connections to a login port within ten minutes: passwords are guessed, and the port lets them try.",
      ja: "10 分間にログイン用ポートへの短い接続が多数ありました。パスワードの推測が行われており、ポートは接続を許可しています。",
    },
    first: {
      en: "Close the port to that source and look for a login that worked.",
      ja: "接続元からのポートを閉じ、成功したログインがないか調べてください。",
    },
    tactics: ["credential-access"],
    techniques: ["T1110"],
    covers: ["UnauthorizedAccess:EC2/SSHBruteForce", "UnauthorizedAccess:EC2/RDPBruteForce", "Impact:EC2/WinRMBruteForce"],
  },
  "login-guessing-outward": {
    severity: "medium",
    title: { en: "A machine of ours guesses logins", ja: "内部のマシンによるログインの総当たり" },
    description: {
      en: "A machine of the network makes many short connections to a login port. Deployment tools make few and long ones.",
      ja: "ネットワーク内のマシンが、ログイン用ポートへ短い接続を多数行っています。デプロイツールの接続は少数で長いのが通常です。",
    },
    first: { en: "Isolate the machine and find out what runs on it.", ja: "マシンを隔離し、実行中のプロセスを調べてください。" },
    tactics: ["credential-access", "lateral-movement"],
    techniques: ["T1110"],
    covers: ["UnauthorizedAccess:EC2/SSHBruteForce", "UnauthorizedAccess:EC2/RDPBruteForce"],
  },
  beacon: {
    severity: "low",
    title: { en: "A machine calls an address like a clock", ja: "外部アドレスへの規則的な通信" },
    description: {
      en: "Connections to a new address come at even times with even sizes, as those of a remote control do. Monitoring agents do so too.",
      ja: "新しい宛先への接続が、一定の間隔と大きさで続いています。遠隔操作の通信に見られる特徴ですが、監視エージェントでも同様です。",
    },
    first: {
      en: "Find out which program it is and whose the address is.",
      ja: "通信しているプログラムと、アドレスの所有者を調べてください。",
    },
    tactics: ["command-and-control"],
    techniques: ["T1071", "T1571"],
    covers: ["Behavior:EC2/NetworkPortUnusual"],
  },
  "egress-volume": {
    severity: "medium",
    title: { en: "Much data went to a new network", ja: "新しいネットワークへの大量のデータ送信" },
    description: {
      en: "In one hour far more left the network than usual, to somewhere never seen. A new backup or customer looks alike.",
      ja: "1 時間に、これまで通信のなかったネットワークへ通常を大きく超えるデータが送信されました。新しいバックアップ先や顧客でも同じように見えることがあります。",
    },
    first: {
      en: "Find out whose the network is; if nobody knows, cut it off.",
      ja: "送信先の所有者を確認し、不明であれば通信を遮断してください。",
    },
    tactics: ["exfiltration"],
    techniques: ["T1048"],
    covers: ["Behavior:EC2/TrafficVolumeUnusual"],
  },
  flood: {
    severity: "medium",
    title: { en: "A machine floods an address", ja: "外部アドレスへの大量パケット送信" },
    description: {
      en: "So many packets a second go to one address as only an attack on it, or a load test, sends.",
      ja: "1 つのアドレスへ毎秒送られるパケット数が、サービス妨害攻撃または負荷試験の水準に達しています。",
    },
    first: {
      en: "Isolate the machine: it may be attacking others.",
      ja: "マシンを隔離してください。他者への攻撃に使われているおそれがあります。",
    },
    tactics: ["impact"],
    techniques: ["T1498"],
    covers: ["Backdoor:EC2/DenialOfService.Tcp", "Backdoor:EC2/DenialOfService.Udp", "Backdoor:EC2/DenialOfService.Dns"],
  },
  "generated-domains": {
    severity: "medium",
    title: { en: "Names made by a program were asked for", ja: "自動生成されたドメイン名の問い合わせ" },
    description: {
      en: "Many names that do not exist and are no words were asked for: malware looks for its master that way.",
      ja: "実在せず、単語としても不自然なドメイン名が多数問い合わせられました。マルウェアが指令サーバーを探す際に見られる動作です。",
    },
    first: {
      en: "Isolate the machine and find the program that asks.",
      ja: "マシンを隔離し、問い合わせているプログラムを特定してください。",
    },
    tactics: ["command-and-control"],
    techniques: ["T1568.002"],
    covers: ["Trojan:EC2/DGADomainRequest.B", "Trojan:EC2/DGADomainRequest.C!DNS"],
  },
  "dns-tunnel": {
    severity: "medium",
    title: { en: "Data is carried in names", ja: "DNS の問い合わせによるデータの持ち出し" },
    description: {
      en: "Many long, mixed and always different names below one domain: data leaves by name resolution. Some security products look files up so.",
      ja: "1 つのドメインの下で、長く不規則な名前が毎回変えて問い合わせられています。名前解決を使ったデータ送信の特徴ですが、一部のセキュリティ製品も同様の照会を行います。",
    },
    first: { en: "Block the domain and isolate the machine.", ja: "ドメインをブロックし、マシンを隔離してください。" },
    tactics: ["exfiltration", "command-and-control"],
    techniques: ["T1048", "T1071.004"],
    covers: ["Trojan:EC2/DNSDataExfiltration"],
  },
  "new-domain": {
    severity: "low",
    title: { en: "A new third party was called", ja: "新しい外部サービスへの通信" },
    description: {
      en: "A machine or function that talks to the same few asked for a domain nobody in the account asked for before. A new dependency does so.",
      ja: "決まった相手とだけ通信しているマシンや関数が、アカウント内で初めてのドメインを問い合わせました。新しい依存先の追加でも起こります。",
    },
    first: { en: "Look whether the code means to.", ja: "コードが意図した通信か確認してください。" },
    tactics: ["command-and-control"],
    techniques: ["T1071"],
    covers: [],
  },
  "invocations-leap": {
    severity: "medium",
    title: { en: "A function runs far more often than usual", ja: "関数の呼び出し回数の急増" },
    description: {
      en: "Invocations in an hour are many times what they ever were: a loop, an attack on the bill, or a success.",
      ja: "1 時間の呼び出し回数が、これまでの最大値を大きく上回りました。無限ループ、費用を狙った攻撃、または利用の急増が考えられます。",
    },
    first: {
      en: "Look who calls; a reserved concurrency stops the bill.",
      ja: "呼び出し元を調べてください。予約済み同時実行数の設定で費用を抑えられます。",
    },
    tactics: ["impact"],
    techniques: ["T1496", "T1499"],
    covers: [],
  },
  "cost-leap": {
    severity: "medium",
    title: { en: "A function costs far more than usual", ja: "関数の費用の急増" },
    description: {
      en: "Duration times memory in an hour is many times what it ever was.",
      ja: "1 時間の実行時間とメモリの積が、これまでの最大値を大きく上回りました。",
    },
    first: {
      en: "Look who calls and what changed in code or memory; a reserved concurrency stops the bill.",
      ja: "呼び出し元と、コードやメモリ設定の変更を調べてください。予約済み同時実行数の設定で費用を抑えられます。",
    },
    tactics: ["impact"],
    techniques: ["T1496"],
    covers: [],
  },
  "new-kind-of-machine": {
    severity: "medium",
    title: {
      en: "Computing was asked for where or of a kind it never was",
      ja: "使用実績のないリージョンまたは種類での計算リソースの要求",
    },
    description: {
      en: "Machines were asked for in a region the account is not active in, or with accelerators it never used: hijackers mine there.",
      ja: "アカウントで活動のないリージョン、または使用実績のないアクセラレーター搭載の種類で、計算リソースが要求されました。不正なマイニングでよく見られます。",
    },
    first: {
      en: "Stop what runs there and look who asked; deny regions that are not used.",
      ja: "該当リージョンのリソースを停止して要求元を調べ、使用しないリージョンを拒否してください。",
    },
    tactics: ["impact", "defense-evasion"],
    techniques: ["T1496", "T1535"],
    covers: [],
  },
  "listed-address-called": {
    severity: "high",
    title: { en: "AWS was called from an address on your list of threats", ja: "脅威リストのアドレスからの AWS 呼び出し" },
    description: {
      en: "Somebody with credentials of this account called from there. Addresses change hands: look how old the entry is.",
      ja: "このアカウントの認証情報を使った呼び出しが、該当アドレスから行われました。アドレスの持ち主は変わるため、登録時期を確認してください。",
    },
    first: {
      en: "Deactivate the key or end the role's sessions, then look at everything this credential and this address did.",
      ja: "アクセスキーの無効化またはロールのセッションの失効を行い、この認証情報とアドレスによる操作をすべて調べてください。",
    },
    tactics: ["initial-access"],
    techniques: ["T1078.004"],
    covers: ["Recon:IAMUser/MaliciousIPCaller.Custom", "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom"],
  },
  "listed-address-contacted": {
    severity: "high",
    title: { en: "A machine talked with an address on your list of threats", ja: "脅威リストのアドレスとの通信" },
    description: {
      en: "Packets went to and fro. When the machine began, something on it does what it should not.",
      ja: "パケットの送受信がありました。インスタンス側から開始された通信であれば、内部で不正な処理が動いているおそれがあります。",
    },
    first: {
      en: "Cut the network interface off with a security group, keep the machine for analysis, and look what else talked with the address.",
      ja: "セキュリティグループで該当インターフェイスを隔離し、解析用に保全したうえで、同じアドレスと通信した他のリソースを調べてください。",
    },
    tactics: ["command-and-control"],
    techniques: ["T1071"],
    covers: [],
  },
  "listed-name-asked": {
    severity: "high",
    title: { en: "A name on your list of threats was asked for", ja: "脅威リストのドメイン名の問い合わせ" },
    description: {
      en: "Something in the network wanted the address of this name. Scanners of links ask for such names, too.",
      ja: "ネットワーク内から、該当ドメイン名の名前解決が行われました。リンクを検査するツールが問い合わせる場合もあります。",
    },
    first: {
      en: "Find the process on the machine or the function that asked; block the name with DNS Firewall.",
      ja: "問い合わせ元のインスタンスや関数のプロセスを特定し、DNS Firewall でドメイン名を遮断してください。",
    },
    tactics: ["command-and-control"],
    techniques: ["T1071.004"],
    covers: [],
  },
} as const satisfies Readonly<Record<string, Row>>;

export type BehaviourId = keyof typeof rows;

/** The words of every behaviour, by its id. */
export const behaviourWords = Object.fromEntries(
  Object.entries(rows).map(([detector, row]) => [detector, { detector, ...row }]),
) as unknown as Readonly<Record<BehaviourId, BehaviourWords>>;
