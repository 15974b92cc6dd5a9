/** Plans once in a process of its own and prints the peak resident size in megabytes. */
import { planOf } from "./planner.ts";
import { sampleEstate } from "./sample-estate.ts";

planOf(sampleEstate(Number(process.argv[2])));
console.log(process.resourceUsage().maxRSS / 1024);
