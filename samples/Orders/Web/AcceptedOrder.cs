namespace Orders.Web;

/// <summary>What a browser gets.</summary>
internal sealed record AcceptedOrder(string Id, bool WasThereBefore);
