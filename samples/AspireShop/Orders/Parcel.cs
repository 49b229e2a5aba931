namespace Shop.Orders;

/// <summary>What somebody gets.</summary>
public sealed record Parcel(string Article, decimal Price);
