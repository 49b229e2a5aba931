using TypedTasks;

namespace NightlyReport;

internal static partial class Reports
{
    [Task]
    public static IReadOnlyList<string> Shops() => ["Oslo", "Paris", "Rome"];

    [Task(MaxRetries = 5)]
    public static int Sales(string shop, DateOnly day) => shop.Length * day.Day;

    [Task]
    public static string Send(IReadOnlyList<int> sales) => $"{sales.Count} shops, {sales.Sum()} sold";
}
