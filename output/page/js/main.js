showHead();
showScenarios();
showFrontier();
showEvaluation();
if (data.totals) {
    showOverview();
    showMap();
    showPurchases();
    showNeeds();
    showBudgets();
    showBalance();
}
showProof();
showFoot();
showNavigation();
beginCharts();
