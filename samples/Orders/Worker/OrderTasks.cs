using Microsoft.Extensions.Logging;
using Orders.Contracts;
using TypedTasks;

namespace Orders.Worker;

/// <summary>Does the work of an order. What takes time here stands for calls to a bank, a warehouse and a carrier.</summary>
[TaskImplementation]
internal sealed partial class OrderTasks(ILogger<OrderTasks> logger) : IOrders
{
    private static readonly TimeSpan BankTakes = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan CarrierTakes = TimeSpan.FromMilliseconds(600);

    public Order Validate(Order order) => order.Count is > 0 and <= 100
        ? order
        : throw new ArgumentException($"Order {order.Id} is for {order.Count} pieces: 1 to 100 can be ordered.");

    public Order Confirm(Order order, Decision decision) => decision == Decision.Approved
        ? order
        : throw new InvalidOperationException($"Order {order.Id} over {order.Total:0.00} was not approved.");

    public async Task<Payment> Charge(Order order, CancellationToken cancellationToken)
    {
        await Task.Delay(BankTakes, cancellationToken);
        Charged(logger, order.Id, order.Total);

        // The same order has the same reference, however often it is charged: a bank takes the money once.
        return new(order.Id, order.Total, $"card-{order.Id}");
    }

    public async Task Refund(Payment payment, CancellationToken cancellationToken)
    {
        await Task.Delay(BankTakes, cancellationToken);
        Refunded(logger, payment.OrderId);
    }

    public Reservation Reserve(Order order) => new(order.Id, order.Article, order.Count);

    public Task Release(Reservation reservation) => Task.CompletedTask;

    public async Task<Shipment> Ship(Payment payment, Reservation reservation, CancellationToken cancellationToken)
    {
        await Task.Delay(CarrierTakes, cancellationToken);
        return reservation.Article == "Piano"
            ? throw new InvalidOperationException("The carrier takes no pianos.")
            : new(payment.OrderId, $"track-{payment.OrderId}");
    }

    public Shipment Mail(Shipment shipment) => shipment;

    [LoggerMessage(LogLevel.Information, "Order {Order} is paid: {Amount}")]
    private static partial void Charged(ILogger logger, string order, decimal amount);

    [LoggerMessage(LogLevel.Information, "The money for order {Order} was given back")]
    private static partial void Refunded(ILogger logger, string order);
}
