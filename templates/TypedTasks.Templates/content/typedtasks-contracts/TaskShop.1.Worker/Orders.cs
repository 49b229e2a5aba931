using ShopSpace.Contracts;

namespace ShopSpace.Worker;

/// <summary>Does what the contracts promise. What it needs comes by the constructor.</summary>
[TaskImplementation]
public sealed class Orders(IPayments payments) : IOrders
{
    public async Task<Receipt> Charge(int order, decimal amount, CancellationToken cancellationToken) =>
        new(order, await payments.PayAsync(order, amount, cancellationToken));

    public string Thank(Receipt receipt) => $"Order {receipt.Order} is paid: {receipt.Number}";
}
