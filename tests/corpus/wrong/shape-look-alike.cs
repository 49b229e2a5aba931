namespace Corpus
{
    public static partial class WrongLookAlike
    {
        [Task] public static void Do([Acme.FromServices] HttpClient client) => client.Dispose(); //! TT0019
    }
}

namespace Acme
{
    [AttributeUsage(AttributeTargets.Parameter)] public sealed class FromServicesAttribute : Attribute;
}
