namespace TypedTasks.Storage;

/// <summary>What was decided about an occurrence.</summary>
/// <param name="Verdict">What was decided.</param>
/// <param name="Schedule">The schedule as it stands now; null where there is none.</param>
/// <param name="Flow">The flow of the occurrence, where it was accepted now or earlier.</param>
/// <param name="Running">The flows that it meets.</param>
public sealed record ProposedOccurrence(OccurrenceVerdict Verdict, ScheduleState? Schedule, FlowRecord? Flow, IReadOnlyList<string> Running);
