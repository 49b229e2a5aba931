namespace TypedTasks.Stores.Tests;

/// <summary>Two stores to compare.</summary>
/// <param name="Left">Opens one.</param>
/// <param name="Right">Opens the other.</param>
internal sealed record Pair(Func<TimeProvider, Task<Subject>> Left, Func<TimeProvider, Task<Subject>> Right)
{
    public static readonly Pair MemoryAndSqlite = new(
        static time => Task.FromResult<Subject>(new MemorySubject(time)), static async time => await SqliteSubject.OpenAsync(time));

    public static readonly Pair MemoryAndPostgres = new(
        static time => Task.FromResult<Subject>(new MemorySubject(time)), static async time => await PostgresSubject.OpenAsync(time));
}
