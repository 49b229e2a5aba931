namespace TypedTasks.Postgres.Lanes;

/// <summary>Something that is read.</summary>
internal abstract class ReadWork
{
    /// <summary>Drops it if its caller has given up.</summary>
    public abstract bool Begin();

    /// <summary>Reads it, by itself.</summary>
    public abstract void Run(ReadTransaction transaction);

    public abstract void Fail(Exception error);
}
