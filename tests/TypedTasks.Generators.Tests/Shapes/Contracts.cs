namespace Shop
{
    public sealed record Receipt(int Order, string Number);

    public partial interface IOrders
    {
        [Task(Queue = "money", MaxRetries = 2)] Task<Receipt> Charge(int order, decimal amount = 1m, CancellationToken ct = default);

        /// <summary>Says thanks.</summary>
        [Task] string Thank(Receipt receipt, TaskContext context);
    }

    public partial interface IRefunds : IOrders
    {
        [Task("refunds.all")] void Refund(IReadOnlyList<int> orders) { }
    }

    [TaskImplementation]
    internal sealed class Orders(IServiceProvider services) : IRefunds, IDisposable
    {
        public required IDisposable Gate { get; init; }

        public Task<Receipt> Charge(int order, decimal amount, CancellationToken ct) => Task.FromResult(new Receipt(order, $"{amount} {services}"));

        string IOrders.Thank(Receipt receipt, TaskContext context) => receipt.Number;

        public void Dispose() => Gate.Dispose();
    }
}
