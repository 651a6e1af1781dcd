import { serveFolder } from './static.mjs';
import { firstLoads } from './visits.mjs';
const questions = ['RSA','je ne peux plus payer mon loyer','pole emploi','educateur specialise','perte de papiers','mdph','formation gratuite','nulle part où dormir','K1801','chomage'];
const server = await serveFolder(process.argv[2]);
const loads = await firstLoads(server, questions, { familyOf: f=>f, isDone: page=>page.waitForLoadState('networkidle') });
for (const [i,l] of loads.entries()) console.log(questions[i], Object.values(l).reduce((s,x)=>s+x.bytes,0), Object.keys(l).length);
console.log(Object.entries(loads[0]).map(([k,v])=>k+' '+v.bytes).join('\n'));
await server.stop(); process.exit(0);
