import { sshCases } from "../../network/open-port.fixture.ts";

export default sshCases("ipv6");
