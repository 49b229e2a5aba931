namespace TypedTasks;

/// <summary>A queue that a worker takes.</summary>
/// <param name="Name">Its name, as tasks name it.</param>
/// <param name="Slots">How many steps of it the worker runs at once.</param>
/// <param name="IsPaused">Whether the worker takes nothing from it because it is paused, or the worker drained.</param>
/// <param name="Problem">What keeps the worker from taking from it; null where nothing does.</param>
public sealed record WorkerQueue(string Name, int Slots, bool IsPaused, string? Problem);
