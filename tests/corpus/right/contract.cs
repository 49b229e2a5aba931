using static Corpus.IRightOrders.Tasks;

namespace Corpus;

public partial interface IRightOrders
{
    [Task(Queue = "money")] Task<string> Charge(int order, decimal amount = 1m, CancellationToken ct = default);

    [Task] string Thank(string receipt, TaskContext context);
}

public partial interface IRightRefunds : IRightOrders
{
    [Task] void Refund(int order);
}

[TaskImplementation]
internal sealed class RightOrders(HttpClient client) : IRightRefunds
{
    public Task<string> Charge(int order, decimal amount, CancellationToken ct) => client.GetStringAsync($"https://pay/{order}/{amount}", ct);

    string IRightOrders.Thank(string receipt, TaskContext context) => $"Thanks for {receipt} ({context.FlowId})";

    public void Refund(int order) => client.CancelPendingRequests();
}

public static class RightSender
{
    public static ISignature<string> Sale(int order) => Charge(order, amount: 2m) | Thank();

    public static ISignature<Unit> Back(int order) => IRightRefunds.Tasks.Refund(order);
}
