using TypedTasks.Storage;

namespace TypedTasks.Testing;

internal readonly record struct StepRow(int Generation, StepRecord Step);
