import { DENIED, defineCases, resource } from "../../cases.ts";

function subnet(name: string, AvailabilityZone: string) {
  return resource("Subnet", { name, AvailabilityZone });
}
function vpc(...SubnetIds: (string | typeof DENIED)[]) {
  return { VpcConfig: { VpcId: "vpc-1", SubnetIds, SecurityGroupIds: [] } };
}

export default defineCases<"LambdaFunction">({
  pass: {
    "two zones": {
      given: vpc("subnet-a", "subnet-c"),
      beside: [subnet("subnet-a", "ap-northeast-1a"), subnet("subnet-c", "ap-northeast-1c")],
    },
    "two zones and a subnet nobody knows": {
      given: vpc("subnet-a", "subnet-c", DENIED),
      beside: [subnet("subnet-a", "ap-northeast-1a"), subnet("subnet-c", "ap-northeast-1c")],
    },
  },
  fail: {
    "two subnets in one zone": {
      given: vpc("subnet-a", "subnet-b"),
      beside: [subnet("subnet-a", "ap-northeast-1a"), subnet("subnet-b", "ap-northeast-1a")],
    },
    "one subnet, even when it cannot be looked up": { given: vpc("subnet-a"), gaps: ["Subnet"] },
  },
  unknown: {
    "subnets could not be listed": { given: vpc("subnet-a", "subnet-b"), gaps: ["Subnet"] },
    "the list comes from a parameter": { given: vpc(DENIED) },
  },
  "not-applicable": { "no VPC": { given: { VpcConfig: undefined } } },
});
