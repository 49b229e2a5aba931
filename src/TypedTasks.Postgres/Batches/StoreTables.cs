namespace TypedTasks.Postgres.Batches;

/// <summary>What all kinds of rows share: the schema, what is to be written, and what is known.</summary>
/// <param name="Schema">The name of the schema, as it stands in statements.</param>
internal sealed record StoreTables(string Schema)
{
    public Tracker Tracker { get; } = new();

    public Writes Writes { get; } = new();

    public Questions Questions => field ??= new(Tracker);
}
