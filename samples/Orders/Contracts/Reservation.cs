namespace Orders.Contracts;

/// <summary>Goods that were put aside.</summary>
public sealed record Reservation(string OrderId, string Article, int Count);
