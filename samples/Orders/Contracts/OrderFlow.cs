using TypedTasks;
using static Orders.Contracts.IOrders.Tasks;

namespace Orders.Contracts;

/// <summary>How an order is filled. The compiler checks that each step gets what it takes.</summary>
public static class OrderFlow
{
    /// <summary>Above this amount somebody is asked.</summary>
    public const decimal Limit = 1_000;

    /// <summary>The whole way of an order.</summary>
    public static ISignature<Shipment> Fulfil(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var checkedOrder = order.Total <= Limit
            ? Validate(order)
            : Validate(order) | Wait.For(Approvals.Approval).Within(TimeSpan.FromDays(3)).OrElse(Decision.Rejected).Carrying<Order>() | Confirm();

        // Card and stock side by side; if anything fails later, both are undone.
        return checkedOrder | (Charge().CompensateWith(Refund()), Reserve().CompensateWith(Release())) | Ship() | Mail();
    }
}
