namespace TypedTasks.Storage;

/// <summary>A flow that <see cref="FindQuiet"/> or <see cref="FindStirred"/> has found.</summary>
/// <param name="Key">The flow.</param>
/// <param name="PlanHash">The hash of its plan.</param>
/// <param name="LastSign">When something was heard of it last: its acceptance, an attempt of a step that began or ended, or what <see cref="ExpectSign"/> said.</param>
public sealed record QuietFlow(FlowKey Key, string PlanHash, DateTimeOffset LastSign);
