namespace TypedTasks.Operations.Benchmarks;

/// <summary>What the flows are made of that are looked at.</summary>
internal static partial class Shop
{
    [TaskEvent("approved")]
    public static partial TaskEvent<bool> Approved { get; }

    [Task]
    public static int Check(int order) => order;

    [Task]
    public static string Charge(int order) => $"payment of {order}";

    [Task]
    public static string Reserve(int order) => $"stock for {order}";

    [Task(MaxRetries = 0)]
    public static string Ship(string payment, string stock) => int.Parse(payment.AsSpan(payment.LastIndexOf(' ') + 1), System.Globalization.CultureInfo.InvariantCulture) % 60 is var kind && kind switch
    {
        7 => throw new InvalidOperationException("The carrier takes no parcels over 30 kg."),
        17 => throw new TimeoutException("The carrier does not answer."),
        27 => throw new FormatException("The label cannot be printed."),
        _ => true,
    }
        ? $"{payment}, {stock}"
        : "";

    [Task]
    public static string Label(string parcel) => parcel;

    [Task]
    public static string Weigh(string parcel) => parcel;

    [Task]
    public static string HandOver(string parcel) => parcel;

    [Task]
    public static string Mail(string parcel) => parcel;

    [Task]
    public static string Book(string parcel) => parcel;

    [Task]
    public static int Close(string parcel) => parcel.Length;

    [Task]
    public static IReadOnlyList<int> Numbers(int count) => [.. Enumerable.Range(0, count)];

    [Task(MaxRetries = 0)]
    public static int Square(int number) => number % 1000 == 999 ? throw new InvalidOperationException($"{number} has no square today.") : number;

    [Task]
    public static int Sum(IReadOnlyList<Outcome<int>> numbers) => numbers.Count(static n => n.Succeeded);

    [Task]
    public static int Decide(bool isApproved) => isApproved ? 1 : 0;

    [Task, Schedule("0 3 * * *", TimeZone = "Europe/Paris")]
    public static Task Report(ScheduledRun run) => Task.CompletedTask;
}
