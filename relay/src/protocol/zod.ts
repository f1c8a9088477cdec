import { z } from "zod";

// Compiled parsers are probed for with `eval`, which a browser under a strict content policy blocks and reports.
// Has to come before the first schema is made.
z.config({ jitless: true });

export { z };
