#pragma GCC diagnostic ignored "-Wconversion"
#include <leitwort/sequence.hpp>
#include <algorithm>
#include <limits>
namespace leitwort {
struct Aligner::State { Alignment out; std::vector<int> H,E,F; };
Aligner::Aligner(Kernel) : state_(std::make_unique<State>()) {}
Aligner::~Aligner() = default; Aligner::Aligner(Aligner&&) noexcept = default; Aligner& Aligner::operator=(Aligner&&) noexcept = default;
const Alignment& Aligner::align(AlignmentMode mode, const AlignmentSide& a, const AlignmentSide& b, const AlignmentScores& sc) {
  auto& H=state_->H; auto& E=state_->E; auto& F=state_->F; auto& out=state_->out;
  size_t m=a.symbols.size(), n=b.symbols.size(), w=n+1; const int NEG=-100000000;
  H.assign((m+1)*w,NEG);E.assign((m+1)*w,NEG);F.assign((m+1)*w,NEG);
  H[0]=0; auto gap=[&](size_t k){return -(sc.gap_open+int(k)*sc.gap_extend);};
  for(size_t i=1;i<=m;++i){H[i*w]=F[i*w]=gap(i);} for(size_t j=1;j<=n;++j){H[j]=E[j]=gap(j);}
  for(size_t i=1;i<=m;++i)for(size_t j=1;j<=n;++j){
    int s=a.symbols[i-1]==b.symbols[j-1]?a.weights[i-1]:a.classes[i-1]==b.classes[j-1]?a.weights[i-1]/2:-sc.mismatch;
    E[i*w+j]=std::max(E[i*w+j-1]-sc.gap_extend,H[i*w+j-1]-sc.gap_open-sc.gap_extend);
    F[i*w+j]=std::max(F[(i-1)*w+j]-sc.gap_extend,H[(i-1)*w+j]-sc.gap_open-sc.gap_extend);
    H[i*w+j]=std::max({H[(i-1)*w+j-1]+s,F[i*w+j],E[i*w+j]});
  }
  size_t i=m,j=n; if(mode==AlignmentMode::prefix){int best=0;i=j=0;for(size_t x=0;x<=m;++x)for(size_t y=0;y<=n;++y)if(H[x*w+y]>best){best=H[x*w+y];i=x;j=y;}}
  out={}; out.end_a=i; out.end_b=j; out.score=H[i*w+j]; 
  std::vector<AlignmentRun> r; auto add=[&](AlignmentRun::Kind k){ if(!r.empty()&&r.back().kind==k) ++r.back().length; else r.push_back({k,1}); };
  int st=0; while(i||j){
    if(st==0){ if(i&&j){int s=a.symbols[i-1]==b.symbols[j-1]?a.weights[i-1]:a.classes[i-1]==b.classes[j-1]?a.weights[i-1]/2:-sc.mismatch;
      if(H[i*w+j]==H[(i-1)*w+j-1]+s){add(a.symbols[i-1]==b.symbols[j-1]?AlignmentRun::Kind::equal:AlignmentRun::Kind::different);--i;--j;continue;}}
      st = (H[i*w+j]==F[i*w+j]&&i)?1:2; }
    if(st==1){add(AlignmentRun::Kind::only_a); if(!(F[i*w+j]==F[(i-1)*w+j]-sc.gap_extend&&i>1)) st=0; --i;}
    else {add(AlignmentRun::Kind::only_b); if(!(E[i*w+j]==E[i*w+j-1]-sc.gap_extend&&j>1)) st=0; --j;}
  }
  std::reverse(r.begin(),r.end()); out.runs=r; return out;
}
}
