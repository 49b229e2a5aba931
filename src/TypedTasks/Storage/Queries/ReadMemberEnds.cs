namespace TypedTasks.Storage;

/// <summary>Reads how members of a join ended, without their values, in order of index; those that have not ended are passed over.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Join">The path of the join.</param>
/// <param name="First">The first index.</param>
/// <param name="Count">How many indices.</param>
public sealed record ReadMemberEnds(string FlowId, string Join, int First, int Count) : StoreQuery<IReadOnlyList<MemberEnd>>;
