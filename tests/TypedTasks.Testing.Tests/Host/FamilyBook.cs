namespace TypedTasks.Testing.Tests;

/// <summary>What each run of a parent does, and which children ran.</summary>
public sealed class FamilyBook
{
    private readonly List<string> ran = [];
    private Func<int, string, TaskContext, Task> run = static (_, _, _) => Task.CompletedTask;
    private int runs;

    /// <summary>The children that ran, in the order of their names.</summary>
    public IReadOnlyList<string> Children
    {
        get
        {
            lock (ran)
                return [.. ran.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Says what a run of a parent does, told its number from 1 and the name of the parent.</summary>
    public void Each(Func<int, string, TaskContext, Task> does) => run = does;

    public Task RunAsync(string name, TaskContext context) => run(Interlocked.Increment(ref runs), name, context);

    public void Ran(string name)
    {
        lock (ran)
            ran.Add(name);
    }
}
