using System.Globalization;
using System.Transactions;

namespace TypedTasks.Testing.Tests;

/// <summary>Tasks that tell what middleware has done around them.</summary>
public static partial class Around
{
    private static TransactionStatus ended;

    [Task]
    public static string Seen([FromServices] Marks marks) => marks.Text;

    [Task]
    public static string SeenWith(string text, [FromServices] Marks marks) => marks.Text + text;

    [Task]
    public static string TenantOf([FromServices] Tenant tenant) => tenant.Id;

    [Task]
    public static async Task<string> StartsTenant(TaskContext context) => (await context.EnqueueAsync(Tasks.TenantOf())).FlowId;

    [Task]
    public static string Price(decimal value) => value.ToString("F2", CultureInfo.CurrentCulture);

    [Task]
    public static async Task Enlisted(bool fails)
    {
        Transaction.Current!.TransactionCompleted += static (_, e) => ended = e.Transaction!.TransactionInformation.Status;
        await Task.Yield();
        if (fails)
            throw new InvalidOperationException();
    }

    [Task]
    public static string Outcome() => $"{ended}";
}

/// <summary>What middleware has left in the services of a run.</summary>
public sealed class Marks
{
    public string Text { get; set; } = "";
}

/// <summary>What middleware has seen.</summary>
public sealed class Diary
{
    public List<string> Lines { get; } = [];
}

/// <summary>Whom a run works for.</summary>
public sealed class Tenant
{
    public static AsyncLocal<string?> Ambient { get; } = new();

    public string Id { get; set; } = "";
}
