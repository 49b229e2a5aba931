//contract type Corpus.ContractShape2Data { name: int }
//contract task contract-shape2.do(): nothing
namespace Corpus;

public sealed record ContractShape2Data(string Name); //! TT4008

public static partial class ContractShape2
{
    [Task] public static void Do() { }
}
