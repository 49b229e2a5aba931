namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>What a broker did.</summary>
/// <param name="AsExpected">Whether that is what the project reckons with; null where this broker cannot be asked.</param>
/// <param name="Saw">What was seen.</param>
internal sealed record Answer(bool? AsExpected, string Saw);
