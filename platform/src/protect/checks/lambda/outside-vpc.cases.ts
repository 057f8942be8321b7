import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: { "attached to subnets": { given: { VpcConfig: { VpcId: "vpc-1", SubnetIds: ["subnet-1"], SecurityGroupIds: ["sg-1"] } } } },
  fail: {
    "not attached": { given: { VpcConfig: undefined } },
    "an empty configuration detaches it": { given: { VpcConfig: { VpcId: undefined, SubnetIds: [], SecurityGroupIds: [] } } },
  },
  unknown: { "the read was denied": { given: { VpcConfig: DENIED } } },
});
