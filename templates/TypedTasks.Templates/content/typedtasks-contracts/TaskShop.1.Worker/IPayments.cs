namespace ShopSpace.Worker;

/// <summary>Who is paid; the web API knows nothing of it.</summary>
public interface IPayments
{
    /// <summary>Pays, and yields the number of the payment. The same order is paid once, however often it is asked.</summary>
    Task<string> PayAsync(int order, decimal amount, CancellationToken cancellationToken);
}
