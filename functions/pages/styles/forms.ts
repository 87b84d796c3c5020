/** Fields, choices, errors, the button. Targets are 44 px and more. */
export const forms = `
form { margin: 1.5rem 0; }
.field { margin: 0 0 1.6rem; padding: 0; border: 0; min-width: 0; }
label, legend { font-weight: 600; padding: 0; }
legend { margin-bottom: .35rem; }
.field > label { display: block; margin-bottom: .35rem; }
.optional, .hint { color: var(--soft); font-weight: 400; }
.hint { margin: -.15rem 0 .5rem; font-size: 1rem; line-height: 1.45; }
.hint + button { margin-top: .75rem; }
input[type=text], input[type=email], input[type=tel], input[type=date], select, textarea {
  display: block; width: 100%; min-height: 3rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background-color: #fff; border: 1px solid #6f7883; border-radius: 6px;
}
.pair { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.pair > .field { flex: 1 1 9rem; max-width: 14rem; }
.fold { margin: 0 0 1.6rem; }
.fold summary { font-weight: 600; cursor: pointer; padding: .7rem 0; }
input.short { max-width: 9rem; }
input.medium { max-width: 16rem; }
.date { display: flex; flex-wrap: wrap; gap: .75rem; }
.date label { display: block; font-weight: 400; margin-bottom: .15rem; }
.date > div { flex: 1 1 3.5rem; max-width: 7rem; }
.date > div:first-child { flex: 3 1 8rem; max-width: 12rem; }
.date > div:last-child { flex-basis: 4.5rem; }
.group { margin: 0; padding: 0 0 .6rem; border: 0; min-width: 0; }
.group legend { font-weight: 400; color: var(--soft); }
.choice { position: relative; display: grid; grid-template-columns: 1.6rem 1fr; column-gap: .75rem; align-items: start; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: 6px; margin-bottom: .5rem; }
.choice:has(:checked) { border-color: var(--brand); background: var(--tint); }
.choice input { width: 1.6rem; height: 1.6rem; margin: 0; accent-color: var(--brand); }
.choice label { font-weight: 400; }
fieldset .choice label { font-weight: 600; }
[hidden] { display: none; }
.pad > div { border: 1px solid #6f7883; border-radius: 6px; overflow: hidden; }
.pad canvas { display: block; width: 100%; aspect-ratio: 5/2; cursor: crosshair; touch-action: none; color: var(--ink); background: linear-gradient(var(--line), var(--line)) 50% 78%/86% 1px no-repeat #fff; }
.pad button { margin-top: .75rem; min-height: 2.75rem; padding: .5rem 1.25rem; }
/* All of the row is the target. */
.choice label::after { content: ""; position: absolute; inset: 0; }
.choice .hint { grid-column: 2; margin: 0; }
.wrong { border-left: 5px solid var(--wrong); padding-left: 1rem; }
.error { color: var(--wrong); font-weight: 600; margin: 0 0 .5rem; }
[aria-invalid=true] { border-color: var(--wrong) !important; border-width: 2px !important; }
.errors { border: 2px solid var(--wrong); border-radius: 6px; padding: 1rem 1.25rem; margin-bottom: 2rem; max-width: 35.5rem; }
.errors h2 { font: 700 1.1667rem/1.3 var(--sans); margin: 0 0 .4em; }
.errors ul { margin: 0; padding-left: 1.2rem; }
.errors a { color: var(--wrong); font-weight: 600; display: block; padding: .3rem 0; }
button, .button {
  display: inline-block; min-height: 3.2rem; padding: .8rem 1.75rem; font: 600 1.0556rem/1.3 var(--sans); text-align: center;
  color: #fff; background: var(--brand); border: 0; border-radius: 6px; text-decoration: none; cursor: pointer;
}
button:hover, .button:hover { background: var(--deep); }
button.quiet { color: var(--brand); background: #fff; border: 1px solid var(--brand); }
button.quiet:hover { background: var(--tint); }
@media (max-width: 30rem) { button, .button { width: 100%; } }
`;
