namespace TypedTasks.Conformance.Worker;

/// <summary>A step whose deployed version is good, broken or deadly, as a file in the folder of the worker says.</summary>
public static partial class Shipping
{
    public const string Broken = "broken";
    public const string Deadly = "deadly";

    /// <summary>Says which version is deployed from now on.</summary>
    public static void Deploy(string folder, string version) => File.WriteAllText(Path.Combine(folder, "deployed"), version);

    [Task]
    public static int Pack(int order) => order;

    [Task(MaxRetries = 0)]
    public static string Ship(int order) => Version(WorkerSettings.Read().Folder) switch
    {
        Broken => throw new InvalidOperationException("The carrier's form has a new field: 'incoterm'."),
        Deadly => Die(),
        _ => $"parcel {order}",
    };

    private static string Version(string folder)
    {
        var path = Path.Combine(folder, "deployed");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    private static string Die()
    {
        Environment.FailFast("A task that takes its worker down.");
        return "";
    }
}
