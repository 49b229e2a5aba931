namespace TypedTasks.Hosting.Tests;

/// <summary>
/// The tasks of the failure matrix. Those with a label are told apart by it; those without go wrong, for
/// <see cref="Bad"/> alone, so that one element of a list can.
/// </summary>
public static partial class Ledger
{
    public const int Bad = 13;

    public const string Missing = "ledger.missing";

    [Task]
    public static Amount Give(int number, string label) => new() { Number = number };

    [Task]
    public static Amount Plus(Amount amount, string label) => new() { Number = amount.Number + 1 };

    [Task]
    public static Amount Same(Amount amount, string label) => amount;

    [Task]
    public static IReadOnlyList<Amount> List(int[] numbers, string label) => [.. numbers.Select(static n => new Amount { Number = n })];

    [Task]
    public static Amount Sum(IReadOnlyList<Amount> amounts, string label) => new() { Number = amounts.Sum(static a => a.Number) };

    [Task]
    public static Amount SumOfTwo(Amount first, Amount second, string label) => new() { Number = first.Number + second.Number };

    [Task]
    public static Amount SumOfSuccesses(IReadOnlyList<Outcome<Amount>> outcomes, string label) =>
        new() { Number = outcomes.Where(static o => o.Succeeded).Sum(static o => o.Value.Number) };

    [Task]
    public static Amount ValueOrZero(Outcome<Amount> outcome, string label) => outcome.ValueOr(new Amount());

    [Task]
    public static Amount Rescue(TaskFailure failure, int number, string label) => new() { Number = number };

    [Task]
    public static string Undo(Amount amount, string label) => $"{amount.Number}";

    /// <summary>Takes half an hour, whatever its token says.</summary>
    [Task]
    public static async Task<Amount> DoNotStop(int number, string label, [FromServices] TimeProvider time)
    {
        await Task.Delay(TimeSpan.FromMinutes(30), time, CancellationToken.None);
        return new() { Number = number };
    }

    [Task]
    public static string SawFlowFail(TaskFailure failure) => failure.Type;

    [Task]
    public static string SawFlowSucceed(Amount amount) => $"{amount.Number}";

    [Task]
    public static string SawStepFail(TaskFailure failure) => failure.Type;

    [Task(MaxRetries = 0)]
    public static Amount Throw(Amount amount) => amount.Number == Bad ? throw new InvalidOperationException("no") : amount;

    [Task(MaxRetries = 0)]
    public static Amount Loop(Amount amount)
    {
        if (amount.Number == Bad)
            amount.Itself = amount;
        return amount;
    }

    [Task(MaxRetries = 0)]
    public static async Task<Amount> Hang(Amount amount, [FromServices] TimeProvider time, CancellationToken cancellationToken)
    {
        if (amount.Number == Bad)
            await Task.Delay(TimeSpan.FromHours(2), time, cancellationToken);
        return amount;
    }

    /// <summary>Says that the store is away, which it is not.</summary>
    [Task(MaxRetries = 0)]
    public static Amount BlameStore(Amount amount) => throw new StoreException("The disk is full, says the task.");

    /// <summary>Asks for a repetition that comes after it has expired.</summary>
    [Task(MaxRetries = 3)]
    public static Amount PutOff(Amount amount) =>
        amount.Number == Bad ? throw new RetryLaterException(TimeSpan.FromMinutes(5)) : amount;

    [Task(MaxRetries = 1)]
    public static Amount PutOffOnce(Amount amount, TaskContext context) =>
        amount.Number == Bad && context.Attempt == 0 ? throw new RetryLaterException(TimeSpan.FromMinutes(20)) : amount;

    [Task(Missing)]
    public static Amount NotThere(Amount amount) => amount;

    [Task]
    public static ISignature<Amount> Plan(Amount amount, Fault fault, bool isWatched) =>
        (Tasks.Plus(amount, "p"), new Bad(fault, isWatched).Call()) | Tasks.SumOfTwo(label: "x");

    [Task]
    public static ISignature<Amount> PlanOfPlan(Amount amount, Fault fault, bool isWatched) =>
        Tasks.Same(amount, "q") | Tasks.Plan(fault: fault, isWatched: isWatched) | Tasks.Plus(label: "y");

    [Task]
    public static ISignature<Amount> PlanWithSaga(Amount amount, Fault fault, bool isWatched) =>
        Tasks.Plus(amount, "p").CompensateWith(Tasks.Undo(label: "u2")) >> new Bad(fault, isWatched).Call();
}
