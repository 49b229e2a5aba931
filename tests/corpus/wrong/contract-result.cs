//contract task contract-result.do(): int
namespace Corpus;

public static partial class ContractResult
{
    [Task] public static string Do() => ""; //! TT4007
}
