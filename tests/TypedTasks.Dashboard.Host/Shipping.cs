namespace TypedTasks.Dashboard.Host;

/// <summary>A step whose deployed version is good, broken or deadly, as a file says.</summary>
internal static partial class Shipping
{
    private const string Broken = "broken";
    private const string Deadly = "deadly";

    /// <summary>The file that says which version is deployed.</summary>
    public static string Deployed { get; set; } = "";

    [Task]
    public static int Collect(int order) => order;

    [Task(MaxRetries = 0)]
    public static string Dispatch(int order) => (File.Exists(Deployed) ? File.ReadAllText(Deployed) : "") switch
    {
        Broken => throw new InvalidOperationException("The carrier's form has a new field: 'incoterm'."),
        Deadly => Die(),
        _ => $"parcel {order}",
    };

    private static string Die()
    {
        Environment.FailFast("A task that takes its worker down.");
        return "";
    }
}
