namespace TypedTasks.Testing.Tests;

/// <summary>Steps that start flows of their own, as a test says run by run.</summary>
public static partial class Family
{
    [Task(MaxRetries = 3)]
    public static async Task<string> Parent(string name, TaskContext context, [FromServices] FamilyBook book)
    {
        await book.RunAsync(name, context);
        return name;
    }

    [Task]
    public static string Child(string name, [FromServices] FamilyBook book)
    {
        book.Ran(name);
        return name;
    }

    [Task]
    public static IReadOnlyList<string> Names(int count) => [.. Enumerable.Range(0, count).Select(static i => $"p{i}")];

    [Task]
    public static int Count(IReadOnlyList<string> names) => names.Count;
}
