namespace Corpus
{
    public static partial class ShapeOwnAttribute
    {
        [Task] public static void Do([Acme.NotEmpty] string text, [FromServices, Acme.FromServices] HttpClient client) => client.CancelPendingRequests();
    }
}

namespace Acme
{
    [AttributeUsage(AttributeTargets.Parameter)] public sealed class NotEmptyAttribute : Attribute;
    [AttributeUsage(AttributeTargets.Parameter)] public sealed class FromServicesAttribute : Attribute;
}
