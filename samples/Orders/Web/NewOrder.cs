using Orders.Contracts;

namespace Orders.Web;

/// <summary>What a browser sends.</summary>
internal sealed record NewOrder(string Id, string Article, int Count, decimal Price = 25, string Customer = "Ada")
{
    public Order ToOrder() => new(Id, Customer, Article, Count, Price);
}
