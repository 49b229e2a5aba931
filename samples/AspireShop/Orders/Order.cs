namespace Shop.Orders;

/// <summary>What somebody wants.</summary>
public sealed record Order(string Article, int Count);
