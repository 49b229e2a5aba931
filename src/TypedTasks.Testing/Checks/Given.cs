using System.Globalization;
using System.Text;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>What checks put into a store.</summary>
internal static class Given
{
    public static readonly FlowKey Flow = new("flow-1", 0);
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Where only the order of times counts, or that they are kept.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public const string PlanHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte>? bytes) => bytes is { } b ? Encoding.UTF8.GetString(b.Span) : "null";

    public static RecordedOutcome Success(string json) => new(FlowValue.Inline(Utf8(json)), null);

    public static RecordedOutcome Failure(string text) => new(FlowValue.None, Utf8($$"""{"message":"{{text}}"}"""));

    public static TaskMessage Message(string id, string queue = "q", string flow = "flow-1") => new()
    {
        Id = id,
        Queue = queue,
        FlowId = flow,
        Subject = "photos.resize",
        Step = "0.1",
        Attempt = 2,
        NotBefore = Noon.AddMinutes(5),
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        OrderingKey = "account-7",
        Body = Utf8("""{"a":"ü"}"""),
    };

    public static AcceptFlow Accept(FlowKey? key = null, TaskMessage? owed = null, string name = "nightly", string nonce = "n") =>
        new(key ?? Flow, nonce, name, PlanHash, Utf8("""{"plan":1}"""), Week, owed);

    public static RecordMember Member(int index, int count, RecordedOutcome outcome, Func<TaskMessage>? body = null, string join = "0", FlowKey? key = null) =>
        Member(index, count, outcome, JoinPolicy.All, body, join, key);

    public static RecordMember Member(
        int index, int count, RecordedOutcome outcome, JoinPolicy policy, Func<TaskMessage>? body = null, string join = "0", FlowKey? key = null, bool compensable = false) =>
        new(key ?? Flow, join, index, count, outcome)
        {
            Policy = policy,
            Cancels = join,
            IsCompensable = compensable,
            CreateOwed = body is null ? null : p => p is { IsDecided: true, State: JoinState.Completed } ? [body()] : [],
        };

    public static StepRecord Step(string path, StepState state, int attempt = 0, double? progress = null, string task = "photos.resize") =>
        new(path, task, state, attempt, "worker-1", Noon, state == StepState.Running ? null : Noon.AddSeconds(1), progress, progress is null ? null : "half");

    /// <summary>Executes one operation and yields what is recorded.</summary>
    public static async Task<TResult> Run<TResult>(this StoreContractHost host, StoreOperation<TResult> operation)
    {
        await host.Store.ExecuteAsync([operation], CancellationToken.None);
        return operation.Result;
    }

    public static ValueTask Run(this StoreContractHost host, params StoreOperation[] operations) =>
        host.Store.ExecuteAsync(operations, CancellationToken.None);

    /// <summary>Asks about many flows.</summary>
    public static Task<TResult> Ask<TResult>(this StoreContractHost host, StoreQuery<TResult> query) =>
        host.Store.QueryAsync(query, CancellationToken.None).AsTask();

    /// <summary>Every message that is owed.</summary>
    public static async Task<IEnumerable<string>> OwedAsync(this StoreContractHost host) =>
        (await host.Ask(new FindOwed(TimeSpan.Zero, 100))).Select(static m => m.Id);

    public static ValueTask PassAsync(this StoreContractHost host, int minutes) => host.PassAsync(TimeSpan.FromMinutes(minutes));

    public static void SameMessage(TaskMessage expected, TaskMessage? actual)
    {
        Expect.True(actual is not null);
        Expect.Equal(Describe(expected), Describe(actual!));
    }

    public static string Json(this RecordedOutcome outcome) => Text(outcome.Succeeded ? outcome.Value.Json : outcome.Failure);

    private static string Describe(TaskMessage m) => string.Create(
        CultureInfo.InvariantCulture,
        $"{m.Id}|{m.Queue}|{m.FlowId}|{m.Subject}|{m.Step}|{m.Attempt}|{m.NotBefore:O}|{m.TraceParent}|{m.OrderingKey}|{m.Deferral}|{m.FirstArrivedAt:O}|{m.HandBacks}|{m.Deliveries}|{m.HasStart}|{Text(m.Body)}");
}
