namespace ShopSpace.Contracts;

/// <summary>That an order was paid, and under which number.</summary>
public sealed record Receipt(int Order, string Number);
