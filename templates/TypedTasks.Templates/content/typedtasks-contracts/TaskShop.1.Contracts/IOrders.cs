namespace ShopSpace.Contracts;

/// <summary>What the worker can be asked to do. From each method the generator makes a factory of the same name, in <c>IOrders.Tasks</c>.</summary>
public partial interface IOrders
{
    [Task]
    Task<Receipt> Charge(int order, decimal amount, CancellationToken cancellationToken = default);

    [Task]
    string Thank(Receipt receipt);
}
