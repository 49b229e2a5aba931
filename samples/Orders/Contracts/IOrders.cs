using TypedTasks;

namespace Orders.Contracts;

/// <summary>What becomes of an order. A front end composes these; a worker implements them.</summary>
public partial interface IOrders
{
    [Task(Queue = "orders")] Order Validate(Order order);

    [Task(Queue = "orders")] Order Confirm(Order order, Decision decision);

    [Task(Queue = "money", MaxRetries = 5)] Task<Payment> Charge(Order order, CancellationToken cancellationToken);

    [Task(Queue = "money", MaxRetries = 20)] Task Refund(Payment payment, CancellationToken cancellationToken);

    [Task(Queue = "orders")] Reservation Reserve(Order order);

    [Task(Queue = "orders", MaxRetries = 20)] Task Release(Reservation reservation);

    [Task(Queue = "orders")] Task<Shipment> Ship(Payment payment, Reservation reservation, CancellationToken cancellationToken);

    [Task(Queue = "orders", MaxRetries = 10)] Shipment Mail(Shipment shipment);
}
