using TypedTasks.Transport;

namespace TypedTasks.Storage;

/// <summary>A permit that is held, a place in line for one, or the mark of one that was given back.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Holder">Who has it: the attempt of a step.</param>
/// <param name="Run">The run of the holder that has it or waits: older runs are refused, later ones take it over.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">Since when it is held, waits or was given back; a run that takes it over begins anew.</param>
/// <param name="HasWaited">Whether the holder stood in line for it: then an older message of it may come once more.</param>
/// <param name="Waiting">The message that waits; null where none does.</param>
public sealed record Permit(
    string Name, string Holder, long Run, PermitState State, DateTimeOffset At, bool HasWaited, TaskMessage? Waiting);
