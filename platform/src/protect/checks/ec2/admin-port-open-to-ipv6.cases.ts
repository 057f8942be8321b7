import { adminPortCases } from "../../network/open-port.fixture.ts";

export default adminPortCases("ipv6");
