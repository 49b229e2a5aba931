using System.Globalization;

namespace ShopSpace.Worker;

/// <summary>Stands for the gateway of your bank.</summary>
internal sealed class Payments(ILogger<Payments> logger) : IPayments
{
    public Task<string> PayAsync(int order, decimal amount, CancellationToken cancellationToken)
    {
        logger.LogInformation("Order {Order} is charged", order);
        return Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"P{order}-{amount:0.00}"));
    }
}
