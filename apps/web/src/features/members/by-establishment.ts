/** People by establishment, in order of first appearance. */
export function byEstablishment<M extends { establishmentName: string }>(
  members: readonly M[],
): Map<string, M[]> {
  const groups = new Map<string, M[]>();
  for (const member of members) {
    const group = groups.get(member.establishmentName);
    if (group) group.push(member);
    else groups.set(member.establishmentName, [member]);
  }
  return groups;
}
