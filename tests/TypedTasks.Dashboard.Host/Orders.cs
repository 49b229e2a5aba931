namespace TypedTasks.Dashboard.Host;

/// <summary>What the flows are made of that the dashboard is looked at with.</summary>
internal static partial class Orders
{
    private static volatile bool carrierIsMended;

    [TaskEvent("approval")]
    public static partial TaskEvent<Approval> Approval { get; }

    /// <summary>From now on parcels over 30 kg are taken.</summary>
    public static void MendCarrier() => carrierIsMended = true;

    [Task]
    public static Order Validate(Order order) => order;

    [Task(RateLimit = "100/m", MaxConcurrency = 5)]
    public static string Charge(Order order) => $"payment of {order.Id}";

    [Task]
    public static Task Refund(string payment) => Task.CompletedTask;

    [Task]
    public static string Reserve(Order order) => $"{order.Items.Count} items of {order.Id}";

    [Task(MaxRetries = 0)]
    public static string Ship(string payment, string stock) => stock.StartsWith("30", StringComparison.Ordinal) && !carrierIsMended
        ? throw new InvalidOperationException("The carrier takes no parcels over 30 kg.")
        : $"parcel with {stock}, {payment}";

    [Task]
    public static Task Mail(string parcel) => Task.CompletedTask;

    [Task]
    public static IReadOnlyList<string> Items(Order order) => order.Items;

    [Task(MaxRetries = 0)]
    public static string Pack(string item) => item.EndsWith('7')
        ? throw new FormatException($"The label of {item} cannot be printed.")
        : $"packed {item}";

    [Task]
    public static int Sum(IReadOnlyList<Outcome<string>> packed) => packed.Count(static p => p.Succeeded);

    [Task]
    public static string Decide(Approval approval) => approval.IsApproved ? "approved" : "rejected";

    /// <summary>Runs until its worker stops.</summary>
    [Task]
    public static async Task Audit(TaskContext context, CancellationToken cancellationToken)
    {
        context.ReportProgress(0.4, "40 of 100 pages");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    [Task, Schedule("0 3 * * 1-5", TimeZone = "Europe/Paris")]
    public static Task Report(ScheduledRun run) => Task.CompletedTask;
}
