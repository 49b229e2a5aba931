namespace Orders.Contracts;

/// <summary>A parcel on its way.</summary>
public sealed record Shipment(string OrderId, string TrackingNumber);
