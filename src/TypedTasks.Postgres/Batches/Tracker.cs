namespace TypedTasks.Postgres.Batches;

/// <summary>Counts the questions that could not be answered, so that a decision is known to have been made with all that it asked for.</summary>
internal sealed class Tracker
{
    public int Misses { get; private set; }

    public void Miss() => Misses++;
}
