import { objectEventCases } from "../../monitoring/object-events.fixture.ts";

export default objectEventCases("writes");
