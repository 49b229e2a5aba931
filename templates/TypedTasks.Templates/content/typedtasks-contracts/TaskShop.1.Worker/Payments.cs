using System.Globalization;

namespace ShopSpace.Worker;

/// <summary>Stands for the gateway of your bank.</summary>
internal sealed class Payments : IPayments
{
    public Task<string> PayAsync(int order, decimal amount, CancellationToken cancellationToken) =>
        Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"P{order}-{amount:0.00}"));
}
