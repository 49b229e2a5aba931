namespace Orders.Contracts;

/// <summary>What a customer wants.</summary>
public sealed record Order(string Id, string Customer, string Article, int Count, decimal Price)
{
    /// <summary>What it costs.</summary>
    public decimal Total => Count * Price;
}
